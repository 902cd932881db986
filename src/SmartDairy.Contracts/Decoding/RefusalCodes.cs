using SmartDairy.Contracts.Intake;

namespace SmartDairy.Contracts.Decoding;

/// <summary>The stable names of <see cref="RefusalCode"/>: what is stored, shown and counted.</summary>
public static class RefusalCodes
{
    private static readonly string[] Names = [.. Enum.GetNames<RefusalCode>().Select(Snake)];

    /// <summary>E.g. <c>time_out_of_horizon</c>.</summary>
    public static string Name(RefusalCode code) => Names[(int)code];

    /// <summary>What a sender is told about a message refused for this reason.</summary>
    public static ReceiptOutcome Outcome(RefusalCode code) => code switch
    {
        RefusalCode.TopicUnknown or RefusalCode.TopicMismatch => ReceiptOutcome.TopicInvalid,
        RefusalCode.NotAuthorized or RefusalCode.DeviceUnknown or RefusalCode.DeviceDisabled or RefusalCode.IdentityMismatch
            => ReceiptOutcome.NotAuthorized,
        RefusalCode.ProcessingFailed or RefusalCode.StreamFailed => ReceiptOutcome.Failed,
        _ => ReceiptOutcome.PayloadInvalid,
    };

    private static string Snake(string name)
        => string.Concat(name.Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
