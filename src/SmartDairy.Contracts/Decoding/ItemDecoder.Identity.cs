using System.Globalization;
using System.Text.Json;

namespace SmartDairy.Contracts.Decoding;

/// <summary>The connection says who speaks; a payload that says otherwise is refused, whichever of the two is wrong.</summary>
internal ref partial struct ItemDecoder
{
    /// <summary>Checks one member that <paramref name="reader"/> stands on, outside any item. Null when it agrees.</summary>
    public static Refusal? CheckIdentity(in DecodeContext context, ReadOnlySpan<byte> payload, scoped in Utf8JsonReader reader, IdentityField field)
    {
        var decoder = new ItemDecoder(context, payload, new ItemPlace(null, 0, Range.All, 0)) { _reader = reader };
        return reader.TokenType == JsonTokenType.Null || decoder.Identity(field) ? null : decoder.Refusal;
    }

    private bool Identity(IdentityField field)
    {
        var device = _context.Device;
        return field switch
        {
            IdentityField.Device => Same(device.Id),
            IdentityField.Farm => Same(device.FarmId),
            IdentityField.Barn => Same(device.BarnId),
            IdentityField.Zone => Same(device.ZoneId),
            IdentityField.Animal => Same(device.AnimalId),
            IdentityField.TopicAnimal => Same(_context.TopicAnimalId),
            IdentityField.Parlor => Same(device.ParlorId),
            IdentityField.Stall => Same(device.StallId),
            IdentityField.Gate => Same(device.GateId),
            _ => Same(device.AreaId),
        };
    }

    private bool Same(string? registered)
    {
        if (_reader.TokenType != JsonTokenType.String)
        {
            return WrongType("a string");
        }

        return (registered is not null && _reader.ValueTextEquals(registered)) || Mismatch(registered is null ? "none" : $"\"{registered}\"");
    }

    /// <summary>A number may also come as a string: some devices keep all they know of themselves as text.</summary>
    private bool Same(int? registered)
    {
        if (_reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
        {
            return WrongType("a whole number");
        }

        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt32(out var number) && number == registered)
        {
            return true;
        }

        var text = registered?.ToString(CultureInfo.InvariantCulture) ?? "none";
        return (_reader.TokenType == JsonTokenType.String && registered is not null && _reader.ValueTextEquals(text)) || Mismatch(text);
    }

    private bool Mismatch(string registered) => Refuse(
        RefusalCode.IdentityMismatch,
        $"The payload says {FoundText.Of(ref _reader)} where {_context.Device.Id} has {registered}; it may be left out, or must agree.");
}
