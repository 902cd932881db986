namespace SmartDairy.Protocol;

/// <summary>How much one payload may hold.</summary>
public static class PayloadLimits
{
    /// <summary>Bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Objects and arrays inside one another, the outermost counted.</summary>
    public const int MaxDepth = 16;

    /// <summary>Items of one batch.</summary>
    public const int MaxBatchItems = 1000;

    /// <summary>Bytes of UTF-8 that fields without a column may take together; beyond it they are dropped and the quality is lowered.</summary>
    public const int MaxExtraBytes = 8 * 1024;

    /// <summary>Bytes of a command's result or of a reported configuration, as JSON.</summary>
    public const int MaxDocumentBytes = 8 * 1024;
}
