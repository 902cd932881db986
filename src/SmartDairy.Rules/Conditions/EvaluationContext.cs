using System.Text.Json;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Windows;

namespace SmartDairy.Rules.Conditions;

/// <summary>The inputs of a condition: the newest reading of one source, its windows and the device's status.</summary>
internal sealed class EvaluationContext(SourceWindows windows, IPeerValues? peers)
{
    private static readonly string[] StatusNames = [.. Enum.GetNames<DeviceStatus>().Select(name => name.ToUpperInvariant())];
    private JsonElement? _extra;
    private bool _parsed;

    public SourceWindows Windows { get; set; } = windows;

    /// <summary>The newest reading; null before the first.</summary>
    public Reading? Reading { get; private set; }

    public DeviceStatus? Status { get; set; }

    public bool? Connected { get; set; }

    public string? StatusName => Status is { } status ? StatusNames[(int)status] : null;

    /// <summary>Sets the newest reading.</summary>
    /// <param name="push">False when the windows already contain its samples.</param>
    public void SetReading(Reading? reading, bool push = true)
    {
        Reading = reading;
        _extra = null;
        _parsed = false;
        if (push && reading is not null)
        {
            Windows.Push(reading);
        }
    }

    /// <summary>The value of a window function; NaN when it is missing.</summary>
    public double GetWindowValue(int slot) => Windows.GetValue(slot, Reading!, peers);

    /// <summary>An extra field of the reading; null when it is absent or null.</summary>
    public JsonElement? GetExtraField(string name)
    {
        if (!_parsed)
        {
            _parsed = true;
            _extra = Parse(Reading?.Extra);
        }

        return _extra is { } extra && extra.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>True when the reading carries at least one of these fields.</summary>
    public bool CarriesAnyOf(in FieldMask mask, ulong readingFields)
    {
        var common = mask.ForFamily(Reading!.Family) & readingFields;
        if (common != FieldBits.Extra)
        {
            return common != 0;
        }

        foreach (var name in mask.ExtraFieldNames)
        {
            if (GetExtraField(name) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static JsonElement? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
