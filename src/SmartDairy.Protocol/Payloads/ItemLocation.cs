using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Protocol.Payloads;

/// <summary>The location of an item in its payload.</summary>
/// <param name="BatchPath">JSON path of the enclosing batch; null when the item is the whole payload.</param>
/// <param name="Index">Index in the batch, from 0.</param>
/// <param name="Bytes">The bytes of the item within the payload.</param>
/// <param name="Depth">Number of enclosing objects and arrays.</param>
internal readonly record struct ItemLocation(string? BatchPath, int Index, Range Bytes, int Depth)
{
    public string Path => BatchPath is null ? "$" : $"{BatchPath}[{Index}]";

    public Rejection Reject(RejectionCode code, string? path, string message)
        => BatchPath is null ? new Rejection(code, path, message) : new Rejection(code, path, message, Index, Bytes);
}
