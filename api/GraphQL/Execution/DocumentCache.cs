using System.Collections.Concurrent;
using GraphQLParser.AST;

namespace SmartDairy.Api.GraphQL.Execution;

/// <summary>
/// Parsed and validated documents by their text. Two generations of half the capacity each: what was not used
/// during a whole generation is forgotten, at no cost per look-up.
/// </summary>
public sealed class DocumentCache(int capacity)
{
    private const int LongestText = 16 << 10;
    private readonly Lock _gate = new();
    private readonly int _half = (capacity + 1) / 2;
    private ConcurrentDictionary<string, GraphQLDocument> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, GraphQLDocument> _old = new(StringComparer.Ordinal);

    /// <summary>Documents held now; at most the capacity (and one more for an odd one).</summary>
    public int Count => _young.Count + _old.Count;

    /// <summary>The document of this text; null when it is not held.</summary>
    public GraphQLDocument? Find(string text)
    {
        if (_young.TryGetValue(text, out var document)) return document;
        if (!_old.TryRemove(text, out document)) return null;
        Keep(text, document);
        return document;
    }

    /// <summary>Holds a document that passed validation.</summary>
    public void Keep(string text, GraphQLDocument document)
    {
        if (capacity == 0 || text.Length > LongestText) return;
        lock (_gate)
        {
            if (_young.Count >= _half) (_old, _young) = (_young, new(StringComparer.Ordinal));
            _young[text] = document;
        }
    }
}
