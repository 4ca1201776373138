-- Finds whether a device is to be tried again later, which each claim asks of every entry that is due.
CREATE INDEX pushes_by_device ON pushes (device_id, attempts, due_at);
