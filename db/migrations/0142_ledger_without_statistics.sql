-- As every other column of the table since it holds who was erased: the planner keeps no statistics of it.
ALTER TABLE "erasures" ALTER COLUMN "filed" SET STATISTICS 0;
