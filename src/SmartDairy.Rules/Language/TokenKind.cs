namespace SmartDairy.Rules.Language;

internal enum TokenKind
{
    /// <summary>A name, a keyword, a number or a duration.</summary>
    Word,
    Text,
    Operator,

    /// <summary>One of <c>( ) [ ] ,</c></summary>
    Punctuation,

    /// <summary>A character that is not allowed, or the start of an unterminated text.</summary>
    Invalid,
    End,
}
