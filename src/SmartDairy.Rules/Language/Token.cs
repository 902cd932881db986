namespace SmartDairy.Rules.Language;

/// <summary>A token of the condition language.</summary>
/// <param name="Text">The characters of the token; of a text literal, its content without quotation marks.</param>
/// <param name="Position">1-based position of the first character.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position);
