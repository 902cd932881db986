namespace SmartDairy.GraphQL.Errors;

/// <summary>
/// Names an exception of another layer (a grain, the history) in the API's terms; null when it is none of its business.
/// Registered as singletons, asked in order of registration, before anything is called <see cref="ErrorCode.Internal"/>.
/// </summary>
public delegate ApiException? ErrorTranslation(Exception exception);
