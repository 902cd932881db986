using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Protocol.Payloads;

/// <summary>Where in its payload an item lies.</summary>
/// <param name="BatchPath">The path of the batch it is in; null when the item is the whole payload.</param>
/// <param name="Bytes">Within the payload.</param>
/// <param name="Depth">How many objects and arrays are around it.</param>
internal readonly record struct ItemLocation(string? BatchPath, int Index, Range Bytes, int Depth)
{
    public string Path => BatchPath is null ? "$" : $"{BatchPath}[{Index}]";

    public Rejection Reject(RejectionCode code, string? path, string sentence)
        => BatchPath is null ? new Rejection(code, path, sentence) : new Rejection(code, path, sentence, Index, Bytes);
}
