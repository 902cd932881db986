using SmartDairy.Contracts;

namespace SmartDairy.Api.GraphQL.Errors;

/// <summary>What a caller wrote, as it may stand in an error.</summary>
internal static class ErrorText
{
    /// <summary>The text, cut where it is longer than any id.</summary>
    public static string Truncate(string text) => text.Length > Identifier.MaxLength ? text[..Identifier.MaxLength] + "…" : text;
}
