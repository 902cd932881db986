using System.Text.Json;
using SmartDairy.Contracts.Readings;
using SmartDairy.Protocol.Payloads.Fields;
using SmartDairy.Protocol.Payloads.Json;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Protocol.Payloads;

/// <summary>
/// Decodes the payload of a message into readings. Each item of the payload becomes either a reading or a rejection; a payload that is
/// invalid as a whole becomes one rejection. Thread-safe.
/// </summary>
public static class PayloadDecoder
{
    /// <summary>Appends the readings and the rejections of a payload. Never throws on invalid payloads.</summary>
    /// <param name="context">The context of the message; the caller must have checked that the sender may publish for the device.</param>
    /// <param name="payload">The payload as sent: one JSON object, an array of objects, or <c>{"batch": [...]}</c>.</param>
    /// <param name="readings">Receives the readings.</param>
    /// <param name="rejections">Receives the rejections.</param>
    public static void Decode(in DecodeContext context, ReadOnlySpan<byte> payload, List<Reading> readings, List<Rejection> rejections)
    {
        if (MessageFormats.Find(context.Kind, context.Device.Type) is not { } format)
        {
            rejections.Add(
                new Rejection(RejectionCode.TopicMismatch, null,
                    $"A device of type {context.Device.Type} sends no readings on a topic of kind {context.Kind}."));
            return;
        }

        if (PayloadSyntaxValidator.Validate(payload) is { } broken)
        {
            rejections.Add(broken);
            return;
        }

        var whole = new ItemLocation(null, 0, Range.All, 0);
        if (DecodeItem(context, format, payload, whole, readings, rejections))
        {
            DecodeBatch(context, format, payload, readings, rejections);
        }
    }

    /// <summary>Decodes one item; true when the item is a batch, in which case nothing was added.</summary>
    private static bool DecodeItem(
        in DecodeContext context, PayloadFieldTable format, ReadOnlySpan<byte> json, in ItemLocation location, List<Reading> readings,
        List<Rejection> rejections)
    {
        var metrics = Metrics.ForFamily(MessageFormats.FindFamily(context.Kind)!.Value);
        var decoder = new ItemDecoder(context, json, location);
        try
        {
            decoder.Decode(format, metrics.Length);
        }
        catch (JsonException)
        {
            rejections.Add(PayloadSyntaxValidator.CreateInvalidJson(json, decoder.Position));
            return false;
        }

        if (decoder.Rejection is { } rejection)
        {
            rejections.Add(rejection);
            return false;
        }

        if (decoder.Item.IsBatch)
        {
            return true;
        }

        var extra = decoder.FinishExtra(out var dropped);
        if (CompletenessValidator.Validate(context.Kind, decoder.Item, extra is not null, location) is { } incomplete)
        {
            rejections.Add(incomplete);
            return false;
        }

        var assessment = QualityAssessment.Assess(context, decoder.Item, metrics, dropped);
        var messageId = decoder.Item.MessageId ?? decoder.Item.Sequence ?? MessageIdHash.FromContent(json);
        readings.Add(ReadingBuilder.Build(context, decoder.Item, assessment, messageId, extra));
        return false;
    }

    private static void DecodeBatch(
        in DecodeContext context, PayloadFieldTable format, ReadOnlySpan<byte> payload, List<Reading> readings, List<Rejection> rejections)
    {
        Span<Range> items = stackalloc Range[PayloadLimits.MaxBatchItems];
        var splitter = new BatchSplitter(context, format, payload);
        try
        {
            splitter.Split(items);
        }
        catch (JsonException)
        {
            rejections.Add(PayloadSyntaxValidator.CreateInvalidJson(payload, splitter.Position));
            return;
        }

        if (splitter.Rejection is { } rejection)
        {
            rejections.Add(rejection);
            return;
        }

        for (var i = 0; i < splitter.Count; i++)
        {
            var location = new ItemLocation(splitter.Path, i, items[i], splitter.Depth);
            DecodeItem(context, format, payload[items[i]], location, readings, rejections);
        }
    }
}
