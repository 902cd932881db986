namespace SmartDairy.Protocol.Rejections;

/// <summary>A message, or an item of a batch, that was rejected.</summary>
/// <param name="Code">The reason.</param>
/// <param name="JsonPath">Position in the payload, e.g. <c>$.batch[3].timestamp</c>; null when the reason concerns the payload as a
/// whole.</param>
/// <param name="Message">Human-readable text: the value found (shortened and escaped) and the allowed values.</param>
/// <param name="ItemIndex">Index of the batch item, from 0; null when the whole payload is rejected.</param>
/// <param name="ItemBytes">The bytes of the item within the payload; null when the whole payload is rejected.</param>
public sealed record Rejection(RejectionCode Code, string? JsonPath, string Message, int? ItemIndex = null, Range? ItemBytes = null);
