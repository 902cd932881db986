namespace SmartDairy.Contracts.Refusals;

/// <summary>Reasons for refusing a request, distinguished by what the client can do about them.</summary>
public enum RefusalKind
{
    NotFound,
    InvalidArgument,
    Conflict,
    Unavailable,
    Forbidden,
}
