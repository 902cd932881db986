namespace SmartDairy.Protocol.Rejections;

/// <summary>Why a message, or an item of a batch, was rejected. Stored by name, see <see cref="RejectionCodes"/>.</summary>
public enum RejectionCode
{
    /// <summary>The topic is none of those the system knows.</summary>
    TopicUnknown,

    /// <summary>The sender may not speak at this place.</summary>
    NotAuthorized,

    /// <summary>No device is registered at this place.</summary>
    DeviceUnknown,

    /// <summary>The device was switched off by a user.</summary>
    DeviceDisabled,

    /// <summary>The topic is not one that this type of device publishes on.</summary>
    TopicMismatch,

    /// <summary>Not a single byte.</summary>
    PayloadEmpty,

    /// <summary>More than <see cref="PayloadLimits.MaxBytes"/>.</summary>
    PayloadTooLarge,

    /// <summary>A byte sequence that is not UTF-8, or an escaped half of a surrogate pair.</summary>
    Utf8Invalid,

    /// <summary>Not one JSON value by RFC 8259.</summary>
    JsonInvalid,

    /// <summary>Nested deeper than <see cref="PayloadLimits.MaxDepth"/>.</summary>
    JsonTooDeep,

    /// <summary>One object names a member twice: either value could be meant.</summary>
    DuplicateKey,

    /// <summary>A member without which the message means nothing.</summary>
    FieldMissing,

    /// <summary>A member of another JSON type than its format has.</summary>
    FieldType,

    /// <summary>A number too large for a 64-bit float.</summary>
    NumberNotFinite,

    /// <summary>A member of the right type whose value is not allowed.</summary>
    FieldRange,

    /// <summary>The payload names another device, farm or place than the connection's.</summary>
    IdentityMismatch,

    /// <summary>Not an RFC 3339 time with an offset.</summary>
    TimeInvalid,

    /// <summary>More than 30 days behind or 1 hour ahead of the time of receipt.</summary>
    TimeOutOfHorizon,

    /// <summary>A batch without an item.</summary>
    BatchEmpty,

    /// <summary>A batch of more than <see cref="PayloadLimits.MaxBatchItems"/>.</summary>
    BatchTooLarge,

    /// <summary>Nothing was measured: no metric, no state, no unknown reading.</summary>
    NoValues,

    /// <summary>The message was in order; processing it failed.</summary>
    ProcessingFailed,

    /// <summary>The stream that carried the message gave it up.</summary>
    StreamFailed,
}
