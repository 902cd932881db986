namespace SmartDairy.Contracts.Decoding;

/// <summary>Where in its payload an item lies.</summary>
/// <param name="Batch">The path of the batch it is in; null when the item is the whole payload.</param>
/// <param name="Bytes">Within the payload.</param>
/// <param name="Depth">How many objects and arrays are around it.</param>
internal readonly record struct ItemPlace(string? Batch, int Index, Range Bytes, int Depth)
{
    public string Path => Batch is null ? "$" : $"{Batch}[{Index}]";

    public Refusal Refuse(RefusalCode code, string? path, string sentence)
        => Batch is null ? new Refusal(code, path, sentence) : new Refusal(code, path, sentence, Index, Bytes);
}
