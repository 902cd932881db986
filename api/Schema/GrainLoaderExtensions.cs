using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.GraphQL.Loading;

namespace SmartDairy.Api.Schema;

/// <summary>Loading from actors: all the keys of an operation's fields in one parallel round of calls.</summary>
public static class GrainLoaderExtensions
{
    /// <summary>Asks the actor of <paramref name="key"/> together with those of every sibling field.</summary>
    /// <param name="context">The field's context.</param>
    /// <param name="name">Names the loader within the operation; one name, one <paramref name="callAsync"/>.</param>
    /// <param name="key">Whom to ask.</param>
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
                if (answers[i] is { } answer) found[keys[i]] = answer;
            }
            return found;
        });
    }
}
