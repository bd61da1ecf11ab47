package io.fusioncache.server.query.statement;

import io.fusioncache.common.fql.QueryName;

/** The queries that there are. */
public final class Bodies {
    private Bodies() {}

    /** The reader of that query's body, to be closed when the query is done. */
    public static QueryBody of(QueryName name, QueryContext context) {
        return switch (name) {
            case CREATE_CLASSES -> new CreateClassesQuery.Body(context);
            case STORE -> new StoreBody(context);
            case GET -> new GetQuery.Body(context);
            case FIND -> new FindQuery.Body(context);
            case UPDATE -> new UpdateQuery.Body(context);
            case DELETE -> new DeleteQuery.Body(context);
            case OIDS -> new OidsQuery.Body(context);
            case COUNT -> new CountQuery.Body(context);
            case CLEAR -> new ClearQuery.Body(context);
            case CLASSES -> new EmptyBody(new ClassesQuery());
            case INDEXES -> new EmptyBody(new IndexesQuery());
            case ERRORS -> new EmptyBody(new ErrorsQuery());
            case SERVER_INFO -> new EmptyBody(new ServerInfoQuery());
            case STATS -> new EmptyBody(new StatsQuery());
        };
    }
}
