namespace SmartDairy.Contracts.Refusals;

/// <summary>What is wrong with a request, as a client can act on it.</summary>
public enum RefusalKind
{
    NotFound,
    InvalidArgument,
    Conflict,
    Unavailable,
    Forbidden,
}
