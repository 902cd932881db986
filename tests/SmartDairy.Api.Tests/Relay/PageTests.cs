using System.Globalization;
using CsCheck;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Relay;
using Xunit;

namespace SmartDairy.Api.Tests.Relay;

public sealed class PageTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(501)]
    public void A_page_has_1_to_500_items(int first) => Assert.Throws<InvalidArgumentException>(() => PageRequest.Parse(first, null));

    [Theory]
    [InlineData("")]
    [InlineData("ENV-1")]
    [InlineData("////")]
    [InlineData("MjpFTlYtMQ")]
    public void Only_our_own_cursors_are_taken(string after) => Assert.Throws<InvalidArgumentException>(() => PageRequest.Parse(10, after));

    [Fact]
    public void A_cursor_is_its_key() => Gen.String.AlphaNumeric.Sample(key => Cursor.Decode(Cursor.Encode(key)) == key);

    [Fact]
    public void Paging_gives_every_item_once_and_in_order() => Gen.Int[0, 60].Select(Gen.Int[1, 20]).Sample((count, first) =>
    {
        string[] all = [.. Enumerable.Range(0, count).Select(i => i.ToString("D3", CultureInfo.InvariantCulture))];
        var seen = new List<string>();
        string? after = null;
        while (true)
        {
            var page = PageRequest.Parse(first, after).Slice(all, item => item);
            Assert.Equal(count, page.TotalCount);
            Assert.Equal(after is not null, page.PageInfo.HasPreviousPage);
            seen.AddRange(page.Nodes);
            if (!page.PageInfo.HasNextPage)
            {
                break;
            }

            after = page.PageInfo.EndCursor;
        }

        Assert.Equal(all, seen);
    });
}
