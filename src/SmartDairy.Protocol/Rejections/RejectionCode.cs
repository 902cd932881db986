namespace SmartDairy.Protocol.Rejections;

/// <summary>Reasons for rejecting a message or an item of a batch. Stored by name, see <see cref="RejectionCodes"/>.</summary>
public enum RejectionCode
{
    /// <summary>The topic is not known to the system.</summary>
    TopicUnknown,

    /// <summary>The sender may not publish on this topic.</summary>
    NotAuthorized,

    /// <summary>No device is registered for this topic.</summary>
    DeviceUnknown,

    /// <summary>A user disabled the device.</summary>
    DeviceDisabled,

    /// <summary>Devices of this type do not publish on this topic.</summary>
    TopicMismatch,

    /// <summary>The payload has no bytes.</summary>
    PayloadEmpty,

    /// <summary>The payload has more than <see cref="PayloadLimits.MaxBytes"/> bytes.</summary>
    PayloadTooLarge,

    /// <summary>The payload is not valid UTF-8, or escapes an unpaired surrogate.</summary>
    Utf8Invalid,

    /// <summary>The payload is not a single JSON value as defined by RFC 8259.</summary>
    JsonInvalid,

    /// <summary>The JSON is nested more than <see cref="PayloadLimits.MaxDepth"/> levels deep.</summary>
    JsonTooDeep,

    /// <summary>An object has the same member twice, which is ambiguous.</summary>
    DuplicateKey,

    /// <summary>A required member is missing.</summary>
    FieldMissing,

    /// <summary>A member has the wrong JSON type.</summary>
    FieldType,

    /// <summary>A number is too large for a 64-bit float.</summary>
    NumberNotFinite,

    /// <summary>A member has the right type but a value that is not allowed.</summary>
    FieldRange,

    /// <summary>The payload names a device, farm or place other than the registered one.</summary>
    IdentityMismatch,

    /// <summary>A time is not in RFC 3339 format with an offset.</summary>
    TimeInvalid,

    /// <summary>A time is more than 30 days before or 1 hour after the time of receipt.</summary>
    TimeOutOfHorizon,

    /// <summary>The batch has no items.</summary>
    BatchEmpty,

    /// <summary>The batch has more than <see cref="PayloadLimits.MaxBatchItems"/> items.</summary>
    BatchTooLarge,

    /// <summary>The message has no measured value: no metric, no state and no unknown value.</summary>
    NoValues,

    /// <summary>The message is valid, but processing it failed.</summary>
    ProcessingFailed,

    /// <summary>The stream provider gave up delivering the message.</summary>
    StreamFailed,
}
