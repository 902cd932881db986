using GraphQL.Types;

namespace SmartDairy.Api.GraphQL.Typing;

/// <summary>A root type assembled from classes that each hold the fields of one concept as static methods.</summary>
/// <param name="description">Description of the type in the schema.</param>
/// <param name="parts">Types with the fields of one concept each.</param>
public sealed class RootType : ObjectGraphType
{
    /// <param name="name">Query, Mutation or Subscription.</param>
    /// <param name="description">What stands in the schema about it.</param>
    /// <param name="parts">The concepts' fields.</param>
    public RootType(string name, string description, params IEnumerable<IObjectGraphType> parts)
    {
        Name = name;
        Description = description;
        foreach (var field in parts.SelectMany(part => part.Fields)) AddField(field);
    }
}
