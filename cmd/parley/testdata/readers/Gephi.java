import java.io.File;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.DirectedGraph;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/** Lets Gephi import files and prints a line of JSON on what it has of each. */
public class Gephi {
  public static void main(String[] files) throws Exception {
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    ImportController importer = Lookup.getDefault().lookup(ImportController.class);
    GraphController graphs = Lookup.getDefault().lookup(GraphController.class);
    projects.newProject();
    for (String file : files) {
      Workspace workspace = projects.newWorkspace(projects.getCurrentProject());
      projects.openWorkspace(workspace);
      Container container = importer.importFile(new File(file));
      int warnings = 0;
      for (Issue issue : container.getReport().getIssuesList(1000)) {
        if (issue.getLevel() != Issue.Level.INFO) {
          warnings++;
          System.err.println(file + ": " + issue);
        }
      }
      // Two meetings of the same two people are two edges, not one of weight 2.
      container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
      importer.process(container, new DefaultProcessor(), workspace);
      GraphModel model = graphs.getGraphModel(workspace);
      DirectedGraph graph = model.getDirectedGraph();
      Column happens = null;
      for (Column column : model.getEdgeTable()) {
        if (column.getTitle().equals("happened")) happens = column;
      }
      int dated = 0, happened = 0;
      for (Edge edge : graph.getEdges()) {
        if (edge.getIntervals().length > 0) dated++;
        if (Boolean.TRUE.equals(edge.getAttribute(happens))) happened++;
      }
      System.out.printf("{\"nodes\": %d, \"edges\": %d, \"dated\": %d, \"happened\": %d, \"warnings\": %d}%n",
          graph.getNodeCount(), graph.getEdgeCount(), dated, happened, warnings);
    }
  }
}
