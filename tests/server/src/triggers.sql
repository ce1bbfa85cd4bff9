-- Created after the seed, which sets the counts by itself.
CREATE TRIGGER grant_added AFTER INSERT ON grants BEGIN
  UPDATE rooms SET grant_count = grant_count + 1 WHERE seq = new.room;
  UPDATE users SET grant_count = grant_count + 1 WHERE seq = new.user;
END;
CREATE TRIGGER grant_removed AFTER DELETE ON grants BEGIN
  UPDATE rooms SET grant_count = grant_count - 1 WHERE seq = old.room;
  UPDATE users SET grant_count = grant_count - 1 WHERE seq = old.user;
END;
