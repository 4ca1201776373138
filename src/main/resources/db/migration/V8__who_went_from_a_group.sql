-- Asked for whenever a group changes while a message is stored: who was in it around that message, and is not any more.
CREATE INDEX past_memberships_by_group ON past_memberships (group_id, gone);
