namespace SmartDairy.Rules.Language;

/// <param name="Text">Of a text literal without its quotes.</param>
/// <param name="Position">1-based.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position);
