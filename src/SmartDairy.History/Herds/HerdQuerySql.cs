using System.Globalization;
using System.Text;
using SmartDairy.History.Database;

namespace SmartDairy.History.Herds;

/// <summary>
/// The statements of one query: a condition that is not asked for does not stand in them. A span of time is looked for in two parts, so
/// that an index finds either: a short
/// record began at most two days before the span, and long records are few.
/// </summary>
internal sealed class HerdQuerySql
{
    private readonly HerdQuery _query;
    private readonly List<object> _values = [];
    private readonly List<string> _parts = [];

    public HerdQuerySql(SqlDialect dialect, HerdQuery query)
    {
        _query = query;
        var where = new StringBuilder();
        AddCondition(where, "farm = @", query.FarmId);
        AddCondition(where, "kind = @", query.Kind);
        AddCondition(where, "subject = @", query.Subject);
        AddCondition(where, "time < @", query.To);
        AddCondition(where, "modified >= @", query.ModifiedFrom);
        AddCondition(where, "modified < @", query.ModifiedTo);
        AddCondition(where, "revision > @", query.AfterRevision);
        foreach (var (member, value) in query.BodyEquals)
        {
            AddCondition(where, $"{dialect.JsonMember("body", ValidateMemberName(member))} = @", value);
        }

        if (query.BodyNotEquals is var (unwanted, text))
        {
            AddCondition(where, $"coalesce({dialect.JsonMember("body", ValidateMemberName(unwanted))}, '') <> @", text);
        }

        var index = query switch
        {
            { Subject: not null, AfterRevision: not null } => "herd_subject_order",
            { Subject: null, AfterRevision: not null } => "herd_order",
            { Order: HerdRecordOrder.ByRevision, From: null, Subject: null, ModifiedFrom: not null } => "herd_modified",
            { Order: HerdRecordOrder.ByRevision or HerdRecordOrder.ByRevisionDescending, From: null, Subject: null } => "herd_order",
            { Order: HerdRecordOrder.ByRevision or HerdRecordOrder.ByRevisionDescending, From: null } => "herd_subject_order",
            { Subject: not null } => "herd_subject",
            { ModifiedFrom: null, ModifiedTo: null } => "herd_time",
            _ => "herd_modified",
        };
        var table = dialect.WithIndex("herd", index);
        var longTable = dialect.WithIndex("herd", "herd_long");
        var isLong = dialect.IsTrue("long");
        if (query.OngoingOnly)
        {
            // An ongoing record has not ended before any time, and is a long one.
            _parts.Add($"{longTable} where {where} and {isLong} and until is null");
        }
        else if (query.From is { } from)
        {
            var asked = AddParameter(from);
            var early =
                AddParameter(
                    Math.Max(from, long.MinValue + HerdRecordLimits.MaxShortDurationMilliseconds)
                    - HerdRecordLimits.MaxShortDurationMilliseconds);
            _parts.Add($"{table} where {where} and time >= {early} and (until is null or until >= {asked})");
            _parts.Add($"{longTable} where {where} and {isLong} and time < {early} and (until is null or until >= {asked})");
        }
        else
        {
            _parts.Add($"{table} where {where}");
        }
    }

    /// <summary>The values of <see cref="CountSql"/>.</summary>
    public IReadOnlyList<object> Values => _values;

    private bool IsByRevision => _query.Order is HerdRecordOrder.ByRevision or HerdRecordOrder.ByRevisionDescending;

    public string CountSql => $"select {string.Join(" + ", _parts.Select(part => $"(select count(*) from {part})"))}";

    /// <param name="after">A cursor, or null for the beginning; what is no cursor gives the beginning too.</param>
    public (string Sql, List<object> Values) PageSql(long limit, string? after)
    {
        var values = new List<object>(_values);
        var bound = "";
        if (ParseCursor(after) is var (number, id))
        {
            values.Add(number);
            bound = !IsByRevision
                ? ""
                : $" and revision {(_query.Order == HerdRecordOrder.ByRevision ? ">" : "<")} {ParameterName(values.Count)}";
            if (bound.Length == 0)
            {
                values.Add(id);
                bound = $" and (time, id) {(_query.Order == HerdRecordOrder.NewestFirst ? "<" : ">")} ({ParameterName(values.Count - 1)}, {ParameterName(values.Count)})";
            }
        }

        values.Add(limit);
        var order = _query.Order switch
        {
            HerdRecordOrder.NewestFirst => "time desc, id desc",
            HerdRecordOrder.OldestFirst => "time, id",
            HerdRecordOrder.ByRevisionDescending => "revision desc",
            _ => "revision",
        };
        return ($"{string.Join(" union all ", _parts.Select(part => $"select {HerdTables.Records.Names} from {part}{bound}"))} order by {order} limit {ParameterName(values.Count)}", values);
    }

    public string FormatCursor(HerdRecord row)
        => IsByRevision
            ? row.Revision.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{row.Time}|{row.Id}");

    private (long Number, string Id)? ParseCursor(string? cursor)
    {
        var bar = cursor?.IndexOf('|', StringComparison.Ordinal) ?? -1;
        var number = bar < 0 ? cursor : cursor![..bar];
        return (bar < 0) == IsByRevision
            && long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed)
            ? (parsed, cursor![(bar + 1)..])
            : null;
    }

    // The name stands in the statement itself, so nothing but a name may come through.
    private static string ValidateMemberName(string member)
        => member.All(char.IsAsciiLetter) ? member : throw new ArgumentException($"'{member}' is no member of a row's body.");

    private void AddCondition(StringBuilder where, string clause, object? value)
    {
        if (value is not null)
        {
            where.Append(where.Length == 0 ? "" : " and ").Append(clause.Replace("@", AddParameter(value), StringComparison.Ordinal));
        }
    }

    private string AddParameter(object value)
    {
        _values.Add(value);
        return ParameterName(_values.Count);
    }

    private string ParameterName(int number) => string.Create(CultureInfo.InvariantCulture, $"${number}");
}
