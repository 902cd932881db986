using System.Globalization;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Rest.Icar;

/// <summary>What a caller asks of a collection.</summary>
/// <param name="ModifiedFrom">Unix milliseconds, inclusive; null for everything.</param>
/// <param name="ModifiedTo">Unix milliseconds, exclusive; null for up to now.</param>
/// <param name="PageSize">1 to 500.</param>
/// <param name="AfterToken">Where the page before ended; null for the first page.</param>
internal sealed record IcarQuery(int FarmId, long? ModifiedFrom, long? ModifiedTo, int PageSize, string? AfterToken)
{
    public const string ModifiedFromParameter = "meta-modified-from";
    public const string ModifiedToParameter = "meta-modified-to";
    public const string PageSizeParameter = "page-size";
    public const string PageTokenParameter = "page-token";
    private const int MaxPageSize = 500;
    private const int DefaultPageSize = 100;
    private const int MaxTokenLength = 200;

    /// <exception cref="InvalidArgumentException">A parameter is given twice, can not be read, or is out of bounds.</exception>
    public static IcarQuery Parse(int farmId, IQueryCollection query)
    {
        var (from, to) = (ParseTime(query, ModifiedFromParameter), ParseTime(query, ModifiedToParameter));
        if (from >= to)
        {
            throw new InvalidArgumentException($"'{ModifiedFromParameter}' must be before '{ModifiedToParameter}'.");
        }

        var size = DefaultPageSize;
        if (GetSingle(query, PageSizeParameter) is { } text
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size is >= 1 and <= MaxPageSize))
        {
            throw new InvalidArgumentException($"'{PageSizeParameter}' must be from 1 to {MaxPageSize}.");
        }

        if (GetSingle(query, PageTokenParameter) is { Length: > MaxTokenLength })
        {
            throw new InvalidArgumentException($"'{PageTokenParameter}' is not a page token of this API: take it from the previous page.");
        }

        return new(farmId, from, to, size, GetSingle(query, PageTokenParameter));
    }

    private static long? ParseTime(IQueryCollection query, string name)
    {
        if (GetSingle(query, name) is not { } text)
        {
            return null;
        }

        // A plus sign that was not escaped arrives as a space.
        return DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : throw new InvalidArgumentException($"'{name}' must be a time like 2026-03-10T11:00:00Z.");
    }

    private static string? GetSingle(IQueryCollection query, string name) => query[name] switch
    {
        { Count: 0 } => null,
        { Count: 1 } value when value[0] is { Length: > 0 } text => text,
        { Count: 1 } => null,
        _ => throw new InvalidArgumentException($"'{name}' is given more than once."),
    };
}
