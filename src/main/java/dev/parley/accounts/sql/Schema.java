package dev.parley.accounts.sql;

/**
 * What a database holds, and the steps that bring it up to date.
 *
 * @param name of the connections
 * @param folder where the steps are, on the class path
 * @param table where it is noted which of them were made; schemas in one database need one each
 * @param besideOthers whether a database may have tables already that are none of ours
 */
record Schema(String name, String folder, String table, boolean besideOthers) {
    static final Schema ACCOUNTS = new Schema("accounts", "db/migration", "flyway_schema_history", false);
    static final Schema PUSHES = new Schema("pushes", "db/pushes", "pushes_schema_history", true);
}
