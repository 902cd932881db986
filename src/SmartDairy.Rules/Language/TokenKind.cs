namespace SmartDairy.Rules.Language;

internal enum TokenKind
{
    /// <summary>A name, a keyword, a number, a duration.</summary>
    Word,
    Text,
    Operator,

    /// <summary>One of <c>( ) [ ] ,</c></summary>
    Punctuation,

    /// <summary>A character that means nothing, or a text without an end.</summary>
    Invalid,
    End,
}
