using System.Globalization;
using SmartDairy.Api.GraphQL.Errors;

namespace SmartDairy.Api.Icar;

/// <summary>What a caller asks of a collection.</summary>
/// <param name="ModifiedFrom">Unix milliseconds, inclusive; null for everything.</param>
/// <param name="ModifiedTo">Unix milliseconds, exclusive; null for up to now.</param>
/// <param name="PageSize">1 to 500.</param>
/// <param name="After">Where the page before ended; null for the first page.</param>
internal sealed record IcarQuery(int FarmId, long? ModifiedFrom, long? ModifiedTo, int PageSize, string? After)
{
    public const string From = "meta-modified-from";
    public const string To = "meta-modified-to";
    public const string Size = "page-size";
    public const string Token = "page-token";
    private const int Most = 500;
    private const int Default = 100;
    private const int LongestToken = 200;

    /// <exception cref="InvalidArgumentException">A parameter is given twice, can not be read, or is out of bounds.</exception>
    public static IcarQuery Of(int farmId, IQueryCollection query)
    {
        var (from, to) = (Time(query, From), Time(query, To));
        if (from >= to) throw new InvalidArgumentException($"'{From}' must be before '{To}'.");
        var size = Default;
        if (One(query, Size) is { } text && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size is >= 1 and <= Most))
            throw new InvalidArgumentException($"'{Size}' must be from 1 to {Most}.");
        if (One(query, Token) is { Length: > LongestToken }) throw new InvalidArgumentException($"'{Token}' is not one of this API.");
        return new(farmId, from, to, size, One(query, Token));
    }

    private static long? Time(IQueryCollection query, string name)
    {
        if (One(query, name) is not { } text) return null;
        // A plus sign that was not escaped arrives as a space.
        return DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : throw new InvalidArgumentException($"'{name}' must be a time like 2026-03-10T11:00:00Z.");
    }

    private static string? One(IQueryCollection query, string name) => query[name] switch
    {
        { Count: 0 } => null,
        { Count: 1 } value when value[0] is { Length: > 0 } text => text,
        { Count: 1 } => null,
        _ => throw new InvalidArgumentException($"'{name}' is given more than once."),
    };
}
