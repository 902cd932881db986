using System.Text.Json;
using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Protocol.Payloads.Fields;
using SmartDairy.Protocol.Payloads.Json;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Protocol.Payloads;

/// <summary>Decodes messages on a status topic: the device's status, the result of a command, and the device's configuration.</summary>
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

    /// <summary>
    /// Decodes a status message. On return exactly one of the two outputs is not null. Unknown members are ignored. Never throws on invalid
    /// payloads.
    /// </summary>
    public static bool TryDecode(
        in DecodeContext context, ReadOnlySpan<byte> payload, out DeviceStatusReport? report, out Rejection? rejection)
    {
        report = null;
        rejection = PayloadSyntaxValidator.Validate(payload);
        if (rejection is not null)
        {
            return false;
        }

        var location = new ItemLocation(null, 0, Range.All, 0);
        var decoder = new ItemDecoder(context, payload, location, keepsUnknown: false);
        try
        {
            decoder.Decode(Format, metrics: 2);
        }
        catch (JsonException)
        {
            rejection = PayloadSyntaxValidator.CreateInvalidJson(payload, decoder.Position);
            return false;
        }

        rejection = decoder.Rejection ?? (decoder.Item.IsBatch ? RejectBatch(location) : Build(decoder.Item, location, out report));
        return rejection is null;
    }

    private static Rejection RejectBatch(in ItemLocation location)
        => location.Reject(RejectionCode.FieldType, "$", "Found an array; a status must be one JSON object.");

    private static Rejection? Build(scoped in DecodedItem item, in ItemLocation location, out DeviceStatusReport? report)
    {
        report = null;
        var (statusKnown, status) = ParseStatus(item.GetText(TextSlot.Status));
        if (!statusKnown)
        {
            return RejectWord(location, "status", item.GetText(TextSlot.Status), "ok, online, offline, warning or error");
        }

        var (stateKnown, state) = ParseCommandState(item.GetText(TextSlot.CommandState));
        if (!stateKnown)
        {
            return RejectWord(location, "command_state", item.GetText(TextSlot.CommandState), "delivered, succeeded or failed");
        }

        if (state is not null && item.GetText(TextSlot.CommandId) is null)
        {
            return location.Reject(
                RejectionCode.FieldMissing, "$.command_id", "\"command_id\" is missing; a command_state must name its command.");
        }

        if (CheckRange(location, Metrics.BatteryLevel, item.Values[BatteryIndex]) is { } battery)
        {
            return battery;
        }

        if (CheckRange(location, Metrics.SignalStrength, item.Values[SignalIndex]) is { } signal)
        {
            return signal;
        }

        report = new DeviceStatusReport
        {
            Status = status,
            Time = item.Timestamp,
            Message = item.GetText(TextSlot.Message),
            BatteryLevel = NullIfMissing(item.Values[BatteryIndex]),
            SignalStrength = NullIfMissing(item.Values[SignalIndex]),
            FirmwareVersion = item.GetText(TextSlot.FirmwareVersion),
            CommandId = item.GetText(TextSlot.CommandId),
            CommandState = state,
            Result = item.GetText(TextSlot.Result),
            Configuration = item.GetText(TextSlot.Configuration),
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

    private static Rejection RejectWord(in ItemLocation location, string name, string? found, string allowed)
        => location.Reject(RejectionCode.FieldRange, $"$.{name}", $"Found \"{found}\"; {allowed} is allowed.");

    private static Rejection? CheckRange(in ItemLocation location, string name, double value)
    {
        // Battery level and signal strength have the same range in every family.
        var metric = Metrics.Find(ReadingFamily.Environment, name)!;
        return double.IsNaN(value) || metric.IsPossible(value)
            ? null
            : location.Reject(RejectionCode.FieldRange, $"$.{name}",
                $"Found a number outside its range; {metric.Minimum} to {metric.Maximum} {metric.Unit} is allowed.");
    }

    private static double? NullIfMissing(double value) => double.IsNaN(value) ? null : value;
}
