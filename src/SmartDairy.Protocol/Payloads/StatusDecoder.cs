using System.Text.Json;
using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Protocol.Payloads.Fields;
using SmartDairy.Protocol.Payloads.Json;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Protocol.Payloads;

/// <summary>Reads what a device publishes on a status topic: how it is, what became of a command, which configuration it has.</summary>
public static class StatusDecoder
{
    private static readonly PayloadFieldTable Format = new(
    [
        new PayloadField("timestamp", PayloadFieldKind.Timestamp),
        new PayloadField("device_id", PayloadFieldKind.Identity, (int)IdentityField.Device),
        new PayloadField("reader_id", PayloadFieldKind.Identity, (int)IdentityField.Device),
        new PayloadField("farm_id", PayloadFieldKind.Identity, (int)IdentityField.Farm),
        new PayloadField("barn_id", PayloadFieldKind.Identity, (int)IdentityField.Barn),
        new PayloadField("zone_id", PayloadFieldKind.Identity, (int)IdentityField.Zone),
        new PayloadField("animal_id", PayloadFieldKind.Identity, (int)IdentityField.Animal),
        new PayloadField("parlor_id", PayloadFieldKind.Identity, (int)IdentityField.Parlor),
        new PayloadField("stall_id", PayloadFieldKind.Identity, (int)IdentityField.Stall),
        new PayloadField(Metrics.BatteryLevel, PayloadFieldKind.Metric, BatteryIndex),
        new PayloadField(Metrics.SignalStrength, PayloadFieldKind.Metric, SignalIndex),
        new PayloadField("status", PayloadFieldKind.Identifier, (int)TextSlot.Status),
        new PayloadField("message", PayloadFieldKind.LongText, (int)TextSlot.Message),
        new PayloadField("firmware_version", PayloadFieldKind.FreeText, (int)TextSlot.FirmwareVersion),
        new PayloadField("command_id", PayloadFieldKind.Identifier, (int)TextSlot.CommandId),
        new PayloadField("command_state", PayloadFieldKind.Identifier, (int)TextSlot.CommandState),
        new PayloadField("result", PayloadFieldKind.Document, (int)TextSlot.Result),
        new PayloadField("configuration", PayloadFieldKind.Document, (int)TextSlot.Configuration),
    ]);

    private const int BatteryIndex = 0;
    private const int SignalIndex = 1;

    /// <summary>Exactly one of the two is not null when it returns. Unknown members are passed over. Never throws for what a payload says.</summary>
    public static bool TryDecode(in DecodeContext context, ReadOnlySpan<byte> payload, out DeviceStatusReport? report, out Rejection? refusal)
    {
        report = null;
        refusal = PayloadSyntaxValidator.Validate(payload);
        if (refusal is not null)
        {
            return false;
        }

        var place = new ItemLocation(null, 0, Range.All, 0);
        var decoder = new ItemDecoder(context, payload, place, keepsUnknown: false);
        try
        {
            decoder.Decode(Format, metrics: 2);
        }
        catch (JsonException)
        {
            refusal = PayloadSyntaxValidator.CreateInvalidJson(payload, decoder.Position);
            return false;
        }

        refusal = decoder.Rejection ?? (decoder.Draft.IsBatch ? NotOne(place) : Build(decoder.Draft, place, out report));
        return refusal is null;
    }

    private static Rejection NotOne(in ItemLocation place)
        => place.Reject(RejectionCode.FieldType, "$", "Found an array; a status is one JSON object.");

    private static Rejection? Build(scoped in DecodedItem draft, in ItemLocation place, out DeviceStatusReport? report)
    {
        report = null;
        var (statusKnown, status) = ParseStatus(draft.GetText(TextSlot.Status));
        if (!statusKnown)
        {
            return Vocabulary(place, "status", draft.GetText(TextSlot.Status), "ok, online, offline, warning or error");
        }

        var (stateKnown, state) = ParseCommandState(draft.GetText(TextSlot.CommandState));
        if (!stateKnown)
        {
            return Vocabulary(place, "command_state", draft.GetText(TextSlot.CommandState), "delivered, succeeded or failed");
        }

        if (state is not null && draft.GetText(TextSlot.CommandId) is null)
        {
            return place.Reject(RejectionCode.FieldMissing, "$.command_id", "There is no \"command_id\"; a command_state needs the command it is about.");
        }

        if (Possible(place, Metrics.BatteryLevel, draft.Values[BatteryIndex]) is { } battery)
        {
            return battery;
        }

        if (Possible(place, Metrics.SignalStrength, draft.Values[SignalIndex]) is { } signal)
        {
            return signal;
        }

        report = new DeviceStatusReport
        {
            Status = status,
            Time = draft.Timestamp,
            Message = draft.GetText(TextSlot.Message),
            BatteryLevel = NullIfMissing(draft.Values[BatteryIndex]),
            SignalStrength = NullIfMissing(draft.Values[SignalIndex]),
            FirmwareVersion = draft.GetText(TextSlot.FirmwareVersion),
            CommandId = draft.GetText(TextSlot.CommandId),
            CommandState = state,
            Result = draft.GetText(TextSlot.Result),
            Configuration = draft.GetText(TextSlot.Configuration),
        };
        return null;
    }

    private static (bool Known, DeviceStatus? Status) ParseStatus(string? text) => text switch
    {
        null => (true, null),
        "ok" or "online" => (true, DeviceStatus.Online),
        "offline" => (true, DeviceStatus.Offline),
        "warning" => (true, DeviceStatus.Warning),
        "error" => (true, DeviceStatus.Error),
        _ => (false, null),
    };

    private static (bool Known, CommandState? State) ParseCommandState(string? text) => text switch
    {
        null => (true, null),
        "delivered" => (true, CommandState.Delivered),
        "succeeded" => (true, CommandState.Succeeded),
        "failed" => (true, CommandState.Failed),
        _ => (false, null),
    };

    private static Rejection Vocabulary(in ItemLocation place, string name, string? found, string allowed)
        => place.Reject(RejectionCode.FieldRange, $"$.{name}", $"Found \"{found}\"; {allowed} is allowed.");

    private static Rejection? Possible(in ItemLocation place, string name, double value)
    {
        // Battery and signal mean the same in every family.
        var metric = Metrics.Find(ReadingFamily.Environment, name)!;
        return double.IsNaN(value) || metric.IsPossible(value)
            ? null
            : place.Reject(RejectionCode.FieldRange, $"$.{name}", $"Found a number outside its range; {metric.Minimum} to {metric.Maximum} {metric.Unit} is allowed.");
    }

    private static double? NullIfMissing(double value) => double.IsNaN(value) ? null : value;
}
