using GraphQL;
using GraphQL.DataLoader;
using GraphQLParser.AST;

namespace SmartDairy.GraphQL.Loading;

/// <summary>Batched loading from a resolver.</summary>
public static class LoaderExtensions
{
    /// <summary>
    /// Loads <paramref name="key"/> together with every other key that this operation's fields ask of the loader <paramref name="name"/>.
    /// </summary>
    /// <param name="context">The field's context.</param>
    /// <param name="name">Names the loader within the operation; one name, one <paramref name="fetch"/>.</param>
    /// <param name="key">What this field needs.</param>
    /// <param name="fetch">Gives the values that exist, for all keys at once.</param>
    public static IDataLoaderResult<TValue?> LoadBatched<TKey, TValue>(
        this IResolveFieldContext context, string name, TKey key,
        Func<IReadOnlyList<TKey>, CancellationToken, Task<IReadOnlyDictionary<TKey, TValue>>> fetch)
        where TKey : notnull
    {
        var remember = context.Operation.Operation != OperationType.Subscription;
        lock (context.UserContext)
        {
            if (!context.UserContext.TryGetValue(name, out var loader))
            {
                context.UserContext[name] = loader = new BatchLoader<TKey, TValue>(fetch, remember);
            }

            return ((BatchLoader<TKey, TValue>)loader!).Load(key);
        }
    }
}
