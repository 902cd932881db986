using System.Text.Json;
using SmartDairy.Contracts.Readings;
using SmartDairy.Protocol.Payloads.Fields;
using SmartDairy.Protocol.Payloads.Json;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Protocol.Payloads;

/// <summary>
/// From the bytes of a publish to readings. Every item of the payload ends in exactly one of the two lists; a payload that is broken as a
/// whole ends as one refusal. Safe to call from any thread.
/// </summary>
public static class PayloadDecoder
{
    /// <summary>Adds to the lists what the payload holds. Never throws for what a payload says.</summary>
    /// <param name="context">The caller has made sure that the sender may speak for the device.</param>
    /// <param name="payload">As sent: one JSON object, an array of them, or <c>{"batch": [...]}</c>.</param>
    public static void Decode(in DecodeContext context, ReadOnlySpan<byte> payload, List<Reading> readings, List<Rejection> refusals)
    {
        if (MessageFormats.Find(context.Kind, context.Device.Type) is not { } format)
        {
            refusals.Add(new Rejection(RejectionCode.TopicMismatch, null, $"A device of type {context.Device.Type} sends no readings on a topic of kind {context.Kind}."));
            return;
        }

        if (PayloadSyntaxValidator.Validate(payload) is { } broken)
        {
            refusals.Add(broken);
            return;
        }

        var whole = new ItemLocation(null, 0, Range.All, 0);
        if (Item(context, format, payload, whole, readings, refusals))
        {
            DecodeBatch(context, format, payload, readings, refusals);
        }
    }

    /// <summary>True when the item is not one reading but a batch; nothing was added then.</summary>
    private static bool Item(
        in DecodeContext context, PayloadFieldTable format, ReadOnlySpan<byte> json, in ItemLocation place, List<Reading> readings, List<Rejection> refusals)
    {
        var metrics = Metrics.ForFamily(MessageFormats.FindFamily(context.Kind)!.Value);
        var decoder = new ItemDecoder(context, json, place);
        try
        {
            decoder.Decode(format, metrics.Length);
        }
        catch (JsonException)
        {
            refusals.Add(PayloadSyntaxValidator.CreateInvalidJson(json, decoder.Position));
            return false;
        }

        if (decoder.Rejection is { } refusal)
        {
            refusals.Add(refusal);
            return false;
        }

        if (decoder.Draft.IsBatch)
        {
            return true;
        }

        var extra = decoder.FinishExtra(out var dropped);
        if (CompletenessValidator.Validate(context.Kind, decoder.Draft, extra is not null, place) is { } incomplete)
        {
            refusals.Add(incomplete);
            return false;
        }

        var appraisal = QualityAssessment.Assess(context, decoder.Draft, metrics, dropped);
        var messageId = decoder.Draft.MessageId ?? decoder.Draft.Sequence ?? MessageIdHash.FromContent(json);
        readings.Add(ReadingBuilder.Build(context, decoder.Draft, appraisal, messageId, extra));
        return false;
    }

    private static void DecodeBatch(in DecodeContext context, PayloadFieldTable format, ReadOnlySpan<byte> payload, List<Reading> readings, List<Rejection> refusals)
    {
        Span<Range> items = stackalloc Range[PayloadLimits.MaxBatchItems];
        var splitter = new BatchSplitter(context, format, payload);
        try
        {
            splitter.Split(items);
        }
        catch (JsonException)
        {
            refusals.Add(PayloadSyntaxValidator.CreateInvalidJson(payload, splitter.Position));
            return;
        }

        if (splitter.Rejection is { } refusal)
        {
            refusals.Add(refusal);
            return;
        }

        for (var i = 0; i < splitter.Count; i++)
        {
            var place = new ItemLocation(splitter.Path, i, items[i], splitter.Depth);
            Item(context, format, payload[items[i]], place, readings, refusals);
        }
    }
}
