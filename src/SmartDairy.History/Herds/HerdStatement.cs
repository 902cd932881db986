using System.Globalization;
using System.Text;

namespace SmartDairy.History.Herds;

/// <summary>
/// The statements of one query, for either store: only what is asked for stands in them. A span of time is looked for in two parts, so that an index finds either: what is
/// short began at most two days before it, what is long is few.
/// </summary>
internal sealed class HerdStatement
{
    public const string Columns = "farm, kind, id, subject, time, until, body, revision, modified";
    private readonly char _mark;
    private readonly HerdQuery _query;
    private readonly List<object> _values = [];
    private readonly List<string> _parts = [];

    /// <param name="mark">What a numbered parameter begins with.</param>
    /// <param name="isLong">The clause as the store's index has it.</param>
    /// <param name="body">What members of the body are taken from with <c>-&gt;&gt;</c>.</param>
    /// <param name="namesIndexes">The store must be told which index to use.</param>
    public HerdStatement(char mark, string isLong, string body, bool namesIndexes, HerdQuery query)
    {
        _mark = mark;
        _query = query;
        var where = new StringBuilder();
        Add(where, "farm = @", query.FarmId);
        Add(where, "kind = @", query.Kind);
        Add(where, "subject = @", query.Subject);
        Add(where, "time < @", query.To);
        Add(where, "modified >= @", query.ModifiedFrom);
        Add(where, "modified < @", query.ModifiedTo);
        Add(where, "revision > @", query.AfterRevision);
        foreach (var (member, value) in query.Having)
        {
            Add(where, $"{body} ->> '{Named(member)}' = @", value);
        }

        if (query.Except is var (unwanted, text))
        {
            Add(where, $"coalesce({body} ->> '{Named(unwanted)}', '') <> @", text);
        }

        var table = "herd";
        var longTable = "herd";
        if (namesIndexes)
        {
            table = query switch
            {
                { Subject: not null, AfterRevision: not null } => "herd indexed by herd_subject_order",
                { Subject: null, AfterRevision: not null } => "herd indexed by herd_order",
                { Order: HerdOrder.ByRevision, From: null, Subject: null, ModifiedFrom: not null } => "herd indexed by herd_modified",
                { Order: HerdOrder.ByRevision or HerdOrder.LastWritten, From: null, Subject: null } => "herd indexed by herd_order",
                { Order: HerdOrder.ByRevision or HerdOrder.LastWritten, From: null } => "herd indexed by herd_subject_order",
                { Subject: not null } => "herd indexed by herd_subject",
                { ModifiedFrom: null, ModifiedTo: null } => "herd indexed by herd_time",
                _ => "herd indexed by herd_modified",
            };
            longTable = "herd indexed by herd_long";
        }

        if (query.Lasting)
        {
            // Whatever lasts has not ended before any time.
            _parts.Add($"{longTable} where {where} and {isLong} and until is null");
        }
        else if (query.From is { } from)
        {
            var asked = Value(from);
            var early = Value(Math.Max(from, long.MinValue + HerdBounds.Short) - HerdBounds.Short);
            _parts.Add($"{table} where {where} and time >= {early} and (until is null or until >= {asked})");
            _parts.Add($"{longTable} where {where} and {isLong} and time < {early} and (until is null or until >= {asked})");
        }
        else
        {
            _parts.Add($"{table} where {where}");
        }
    }

    /// <summary>Of <see cref="CountSql"/>.</summary>
    public IReadOnlyList<object> Values => _values;

    private bool ByNumber => _query.Order is HerdOrder.ByRevision or HerdOrder.LastWritten;

    public string CountSql => $"select {string.Join(" + ", _parts.Select(part => $"(select count(*) from {part})"))}";

    /// <param name="after">A cursor, or null for the beginning; what is no cursor gives the beginning too.</param>
    public (string Sql, List<object> Values) Page(long limit, string? after)
    {
        var values = new List<object>(_values);
        var bound = "";
        if (Position(after) is var (number, id))
        {
            values.Add(number);
            bound = !ByNumber ? "" : $" and revision {(_query.Order == HerdOrder.ByRevision ? ">" : "<")} {Name(values.Count)}";
            if (bound.Length == 0)
            {
                values.Add(id);
                bound = $" and (time, id) {(_query.Order == HerdOrder.NewestFirst ? "<" : ">")} ({Name(values.Count - 1)}, {Name(values.Count)})";
            }
        }

        values.Add(limit);
        var order = _query.Order switch
        {
            HerdOrder.NewestFirst => "time desc, id desc",
            HerdOrder.OldestFirst => "time, id",
            HerdOrder.LastWritten => "revision desc",
            _ => "revision",
        };
        return ($"{string.Join(" union all ", _parts.Select(part => $"select {Columns} from {part}{bound}"))} order by {order} limit {Name(values.Count)}", values);
    }

    public string Cursor(HerdRecord row)
        => ByNumber
            ? row.Revision.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{row.Time}|{row.Id}");

    private (long Number, string Id)? Position(string? cursor)
    {
        var bar = cursor?.IndexOf('|', StringComparison.Ordinal) ?? -1;
        var number = bar < 0 ? cursor : cursor![..bar];
        return (bar < 0) == ByNumber && long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed)
            ? (parsed, cursor![(bar + 1)..])
            : null;
    }

    // It stands in the statement itself, so that a member's name is never anything else.
    private static string Named(string member)
        => member.All(char.IsAsciiLetter) ? member : throw new ArgumentException($"'{member}' is no member of a row's body.");

    private void Add(StringBuilder where, string clause, object? value)
    {
        if (value is not null)
        {
            where.Append(where.Length == 0 ? "" : " and ").Append(clause.Replace("@", Value(value), StringComparison.Ordinal));
        }
    }

    private string Value(object value)
    {
        _values.Add(value);
        return Name(_values.Count);
    }

    private string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"{_mark}{number}");
}
