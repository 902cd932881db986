namespace SmartDairy.Rules.Language;

internal static class Tokenizer
{
    /// <summary>
    /// Splits a text into tokens, the last of which is <see cref="TokenKind.End"/>. Never fails; invalid input becomes
    /// <see cref="TokenKind.Invalid"/>.
    /// </summary>
    public static List<Token> Tokenize(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var token = ReadToken(text, at, out var length);
            tokens.Add(token);
            at += length;
        }

        tokens.Add(new(TokenKind.End, "", text.Length + 1));
        return tokens;
    }

    private static Token ReadToken(string text, int at, out int length)
    {
        var c = text[at];
        length = 1;
        if (c is '\'' or '"')
        {
            return Quoted(text, at, out length);
        }

        if (IsWordCharacter(c))
        {
            while (at + length < text.Length && IsWordCharacter(text[at + length]))
            {
                length++;
            }

            return new(TokenKind.Word, text.Substring(at, length), at + 1);
        }

        if (c is '=' or '!' or '<' or '>')
        {
            length = at + 1 < text.Length && text.Substring(at, 2) is "==" or "!=" or "<>" or ">=" or "<=" ? 2 : 1;
            return new(TokenKind.Operator, text.Substring(at, length), at + 1);
        }

        return new(c is '(' or ')' or '[' or ']' or ',' ? TokenKind.Punctuation : TokenKind.Invalid, text.Substring(at, 1), at + 1);
    }

    // A quotation mark inside a text is doubled.
    private static Token Quoted(string text, int at, out int length)
    {
        var value = new System.Text.StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] != text[at])
            {
                value.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == text[at])
            {
                value.Append(text[i++]);
            }
            else
            {
                length = i + 1 - at;
                return new(TokenKind.Text, value.ToString(), at + 1);
            }
        }

        length = text.Length - at;
        return new(TokenKind.Invalid, text[at].ToString(), at + 1);
    }

    private static bool IsWordCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '-' or '+';
}
