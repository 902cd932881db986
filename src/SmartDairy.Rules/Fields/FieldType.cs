namespace SmartDairy.Rules.Fields;

/// <summary>The type of a field's values.</summary>
public enum FieldType
{
    Number,
    Text,
    Boolean,

    /// <summary>Number, text or boolean: the type of an <c>extra</c> field.</summary>
    Any,
}
