"""The services. None of them imports another; each folder holds all its team owns."""
