namespace SmartDairy.Protocol.Rejections;

/// <summary>One message, or one item of a batch, that is not accepted, and why.</summary>
/// <param name="Code">The reason by name.</param>
/// <param name="JsonPath">Where in the payload, e.g. <c>$.batch[3].timestamp</c>; null when it is about the payload as a whole.</param>
/// <param name="Message">For people: what was found (shortened and escaped) and what is allowed.</param>
/// <param name="ItemIndex">The item of a batch, from 0; null when the whole payload is refused.</param>
/// <param name="ItemBytes">The bytes of that item within the payload; null when the whole payload is refused.</param>
public sealed record Rejection(RejectionCode Code, string? JsonPath, string Message, int? ItemIndex = null, Range? ItemBytes = null);
