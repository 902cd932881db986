using SmartDairy.Contracts.Intake;

namespace SmartDairy.Protocol.Rejections;

/// <summary>The stable names of <see cref="RejectionCode"/>, used in storage, output and metrics.</summary>
public static class RejectionCodes
{
    private static readonly string[] Names = [.. Enum.GetNames<RejectionCode>().Select(ToSnakeCase)];

    /// <summary>The name of a code, e.g. <c>time_out_of_horizon</c>.</summary>
    public static string GetName(RejectionCode code) => Names[(int)code];

    /// <summary>The outcome reported to the sender of a message rejected with a code.</summary>
    public static ReceiptOutcome ToOutcome(RejectionCode code) => code switch
    {
        RejectionCode.TopicUnknown or RejectionCode.TopicMismatch => ReceiptOutcome.TopicInvalid,
        RejectionCode.NotAuthorized or RejectionCode.DeviceUnknown or RejectionCode.DeviceDisabled or RejectionCode.IdentityMismatch
            => ReceiptOutcome.NotAuthorized,
        RejectionCode.ProcessingFailed or RejectionCode.StreamFailed => ReceiptOutcome.Failed,
        _ => ReceiptOutcome.PayloadInvalid,
    };

    private static string ToSnakeCase(string name)
        => string.Concat(
            name.Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
