using System.Collections.Concurrent;
using GraphQLParser.AST;

namespace SmartDairy.GraphQL.Execution;

/// <summary>
/// Parsed and validated documents by their text. Two generations of half the capacity each: what was not used
/// during a whole generation is forgotten, at no cost per look-up.
/// </summary>
public sealed class DocumentCache(int capacity)
{
    private const int MaxTextLength = 16 << 10;
    private readonly Lock _lock = new();
    private readonly int _generationCapacity = (capacity + 1) / 2;
    private ConcurrentDictionary<string, GraphQLDocument> _current = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, GraphQLDocument> _previous = new(StringComparer.Ordinal);

    /// <summary>Documents held now; at most the capacity (and one more for an odd one).</summary>
    public int Count => _current.Count + _previous.Count;

    /// <summary>The document of this text; null when it is not held.</summary>
    public GraphQLDocument? Find(string text)
    {
        if (_current.TryGetValue(text, out var document))
        {
            return document;
        }

        if (!_previous.TryRemove(text, out document))
        {
            return null;
        }

        Add(text, document);
        return document;
    }

    /// <summary>Holds a document that passed validation.</summary>
    public void Add(string text, GraphQLDocument document)
    {
        if (capacity == 0 || text.Length > MaxTextLength)
        {
            return;
        }

        lock (_lock)
        {
            if (_current.Count >= _generationCapacity)
            {
                (_previous, _current) = (_current, new(StringComparer.Ordinal));
            }

            _current[text] = document;
        }
    }
}
