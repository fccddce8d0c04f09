"""What people wait for, in the chat: /follow, /following and /digest, and what is sent of them."""
