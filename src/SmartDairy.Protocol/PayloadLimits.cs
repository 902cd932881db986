namespace SmartDairy.Protocol;

/// <summary>Limits of one payload.</summary>
public static class PayloadLimits
{
    /// <summary>Maximum size of a payload in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Maximum nesting of objects and arrays, including the outermost.</summary>
    public const int MaxDepth = 16;

    /// <summary>Maximum number of items in a batch.</summary>
    public const int MaxBatchItems = 1000;

    /// <summary>
    /// Maximum total size of fields without a column in bytes of UTF-8; larger ones are dropped and the quality is lowered.
    /// </summary>
    public const int MaxExtraBytes = 8 * 1024;

    /// <summary>Maximum size of a command result or a reported configuration in bytes of JSON.</summary>
    public const int MaxDocumentBytes = 8 * 1024;
}
