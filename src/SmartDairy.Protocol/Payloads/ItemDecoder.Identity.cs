using System.Globalization;
using System.Text.Json;
using SmartDairy.Protocol.Payloads.Fields;
using SmartDairy.Protocol.Payloads.Json;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Protocol.Payloads;

/// <summary>Identity checks: the connection identifies the sender, and a payload that contradicts it is rejected.</summary>
internal ref partial struct ItemDecoder
{
    /// <summary>
    /// Checks the member at the position of <paramref name="reader"/>, outside any item; null when it matches the registration.
    /// </summary>
    public static Rejection? CheckIdentity(
        in DecodeContext context, ReadOnlySpan<byte> payload, scoped in Utf8JsonReader reader, IdentityField field)
    {
        var decoder = new ItemDecoder(context, payload, new ItemLocation(null, 0, Range.All, 0)) { _reader = reader };
        return reader.TokenType == JsonTokenType.Null || decoder.MatchesRegistration(field) ? null : decoder.Rejection;
    }

    private bool MatchesRegistration(IdentityField field)
    {
        var device = _context.Device;
        return field switch
        {
            IdentityField.Device => Matches(device.Id),
            IdentityField.Farm => Matches(device.FarmId),
            IdentityField.Barn => Matches(device.BarnId),
            IdentityField.Zone => Matches(device.ZoneId),
            IdentityField.Animal => Matches(device.AnimalId),
            IdentityField.TopicAnimal => Matches(_context.TopicAnimalId),
            IdentityField.Parlor => Matches(device.ParlorId),
            IdentityField.Stall => Matches(device.StallId),
            IdentityField.Gate => Matches(device.GateId),
            _ => Matches(device.AreaId),
        };
    }

    private bool Matches(string? registered)
    {
        if (_reader.TokenType != JsonTokenType.String)
        {
            return RejectType("a string");
        }

        return (registered is not null && _reader.ValueTextEquals(registered))
            || RejectMismatch(registered is null ? "none" : $"\"{registered}\"");
    }

    /// <summary>Compares a number, which may also be sent as a string because some devices store their settings as text.</summary>
    private bool Matches(int? registered)
    {
        if (_reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
        {
            return RejectType("a whole number");
        }

        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt32(out var number) && number == registered)
        {
            return true;
        }

        var text = registered?.ToString(CultureInfo.InvariantCulture) ?? "none";
        return (_reader.TokenType == JsonTokenType.String && registered is not null && _reader.ValueTextEquals(text))
            || RejectMismatch(text);
    }

    private bool RejectMismatch(string registered) => Reject(
        RejectionCode.IdentityMismatch,
        $"The payload says {PayloadExcerpt.Format(ref _reader)} where {_context.Device.Id} has {registered}; leave it out or send the registered value.");
}
