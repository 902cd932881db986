namespace SmartDairy.Rules.Fields;

/// <summary>What values a field has.</summary>
public enum FieldType
{
    Number,
    Text,
    Boolean,

    /// <summary>Any of them: an <c>extra</c> field.</summary>
    Any,
}
