using GraphQL.Types;

namespace SmartDairy.GraphQL.Typing;

/// <summary>A root type assembled from classes that each hold the fields of one concept as static methods.</summary>
public sealed class RootType : ObjectGraphType
{
    /// <param name="name">Query, Mutation or Subscription.</param>
    /// <param name="description">Description of the type in the schema.</param>
    /// <param name="parts">Types with the fields of one concept each.</param>
    public RootType(string name, string description, params IEnumerable<IObjectGraphType> parts)
    {
        Name = name;
        Description = description;
        foreach (var field in parts.SelectMany(part => part.Fields))
        {
            AddField(field);
        }
    }
}
