using System.Text.Json;
using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Decoding;

/// <summary>Reads what a device publishes on a status topic: how it is, what became of a command, which configuration it has.</summary>
public static class StatusDecoder
{
    private static readonly FieldTable Format = new(
    [
        new Field("timestamp", FieldKind.Timestamp),
        new Field("device_id", FieldKind.Identity, (int)IdentityField.Device),
        new Field("reader_id", FieldKind.Identity, (int)IdentityField.Device),
        new Field("farm_id", FieldKind.Identity, (int)IdentityField.Farm),
        new Field("barn_id", FieldKind.Identity, (int)IdentityField.Barn),
        new Field("zone_id", FieldKind.Identity, (int)IdentityField.Zone),
        new Field("animal_id", FieldKind.Identity, (int)IdentityField.Animal),
        new Field("parlor_id", FieldKind.Identity, (int)IdentityField.Parlor),
        new Field("stall_id", FieldKind.Identity, (int)IdentityField.Stall),
        new Field(Metrics.BatteryLevel, FieldKind.Metric, Battery),
        new Field(Metrics.SignalStrength, FieldKind.Metric, Signal),
        new Field("status", FieldKind.Name, (int)TextSlot.Status),
        new Field("message", FieldKind.LongText, (int)TextSlot.Message),
        new Field("firmware_version", FieldKind.FreeText, (int)TextSlot.FirmwareVersion),
        new Field("command_id", FieldKind.Name, (int)TextSlot.CommandId),
        new Field("command_state", FieldKind.Name, (int)TextSlot.CommandState),
        new Field("result", FieldKind.Document, (int)TextSlot.Result),
        new Field("configuration", FieldKind.Document, (int)TextSlot.Configuration),
    ]);

    private const int Battery = 0;
    private const int Signal = 1;

    /// <summary>Exactly one of the two is not null when it returns. Unknown members are passed over. Never throws for what a payload says.</summary>
    public static bool TryDecode(in DecodeContext context, ReadOnlySpan<byte> payload, out DeviceStatusReport? report, out Refusal? refusal)
    {
        report = null;
        refusal = WellFormed.Check(payload);
        if (refusal is not null)
        {
            return false;
        }

        var place = new ItemPlace(null, 0, Range.All, 0);
        var decoder = new ItemDecoder(context, payload, place, keepsUnknown: false);
        try
        {
            decoder.Read(Format, metrics: 2);
        }
        catch (JsonException)
        {
            refusal = WellFormed.NotJson(payload, decoder.Position);
            return false;
        }

        refusal = decoder.Refusal ?? (decoder.Draft.IsBatch ? NotOne(place) : Build(decoder.Draft, place, out report));
        return refusal is null;
    }

    private static Refusal NotOne(in ItemPlace place)
        => place.Refuse(RefusalCode.FieldType, "$", "Found an array; a status is one JSON object.");

    private static Refusal? Build(scoped in Draft draft, in ItemPlace place, out DeviceStatusReport? report)
    {
        report = null;
        var (statusKnown, status) = Status(draft.Text(TextSlot.Status));
        if (!statusKnown)
        {
            return Vocabulary(place, "status", draft.Text(TextSlot.Status), "ok, online, offline, warning or error");
        }

        var (stateKnown, state) = State(draft.Text(TextSlot.CommandState));
        if (!stateKnown)
        {
            return Vocabulary(place, "command_state", draft.Text(TextSlot.CommandState), "delivered, succeeded or failed");
        }

        if (state is not null && draft.Text(TextSlot.CommandId) is null)
        {
            return place.Refuse(RefusalCode.FieldMissing, "$.command_id", "There is no \"command_id\"; a command_state needs the command it is about.");
        }

        if (Possible(place, Metrics.BatteryLevel, draft.Values[Battery]) is { } battery)
        {
            return battery;
        }

        if (Possible(place, Metrics.SignalStrength, draft.Values[Signal]) is { } signal)
        {
            return signal;
        }

        report = new DeviceStatusReport
        {
            Status = status,
            Time = draft.Timestamp,
            Message = draft.Text(TextSlot.Message),
            BatteryLevel = Known(draft.Values[Battery]),
            SignalStrength = Known(draft.Values[Signal]),
            FirmwareVersion = draft.Text(TextSlot.FirmwareVersion),
            CommandId = draft.Text(TextSlot.CommandId),
            CommandState = state,
            Result = draft.Text(TextSlot.Result),
            Configuration = draft.Text(TextSlot.Configuration),
        };
        return null;
    }

    private static (bool Known, DeviceStatus? Status) Status(string? text) => text switch
    {
        null => (true, null),
        "ok" or "online" => (true, DeviceStatus.Online),
        "offline" => (true, DeviceStatus.Offline),
        "warning" => (true, DeviceStatus.Warning),
        "error" => (true, DeviceStatus.Error),
        _ => (false, null),
    };

    private static (bool Known, CommandState? State) State(string? text) => text switch
    {
        null => (true, null),
        "delivered" => (true, CommandState.Delivered),
        "succeeded" => (true, CommandState.Succeeded),
        "failed" => (true, CommandState.Failed),
        _ => (false, null),
    };

    private static Refusal Vocabulary(in ItemPlace place, string name, string? found, string allowed)
        => place.Refuse(RefusalCode.FieldRange, $"$.{name}", $"Found \"{found}\"; {allowed} is allowed.");

    private static Refusal? Possible(in ItemPlace place, string name, double value)
    {
        // Battery and signal mean the same in every family.
        var metric = Metrics.Find(ReadingFamily.Environment, name)!;
        return double.IsNaN(value) || metric.IsPossible(value)
            ? null
            : place.Refuse(RefusalCode.FieldRange, $"$.{name}", $"Found a number outside its range; {metric.Minimum} to {metric.Maximum} {metric.Unit} is allowed.");
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
