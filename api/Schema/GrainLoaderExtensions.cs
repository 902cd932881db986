using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.GraphQL.Loading;

namespace SmartDairy.Api.Schema;

/// <summary>Loads from actors: all keys requested by an operation's fields in one parallel round of calls.</summary>
public static class GrainLoaderExtensions
{
    /// <summary>Calls the actor of <paramref name="key"/> in parallel with the actors of all sibling fields.</summary>
    /// <param name="context">The field's context.</param>
    /// <param name="name">Name of the loader, unique within the operation for each <paramref name="callAsync"/>.</param>
    /// <param name="key">Key of the actor to call.</param>
    /// <param name="callAsync">One call to one actor.</param>
    public static IDataLoaderResult<TValue?> LoadFromGrain<TKey, TValue>(
        this IResolveFieldContext context, string name, TKey key, Func<IGrainFactory, TKey, Task<TValue?>> callAsync)
        where TKey : notnull
        where TValue : class
    {
        var grains = context.RequestServices!.GetRequiredService<IGrainFactory>();
        return context.LoadBatched<TKey, TValue>(name, key, async (keys, cancellationToken) =>
        {
            var answers = await Task.WhenAll(keys.Select(each => callAsync(grains, each))).WaitAsync(cancellationToken);
            var found = new Dictionary<TKey, TValue>(keys.Count);
            for (var i = 0; i < keys.Count; i++)
            {
                if (answers[i] is { } answer)
                {
                    found[keys[i]] = answer;
                }
            }
            return found;
        });
    }
}
