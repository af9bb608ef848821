"""Short documents for one purpose: notices, requests, agenda and case list."""
