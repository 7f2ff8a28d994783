"""Papers of the bookings 预约."""
